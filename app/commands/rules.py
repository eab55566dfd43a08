"""``rules``: checks, packs, signs, previews and adopts rule packs."""

from pathlib import Path

from app.bootstrap import Services
from app.commands.arguments import Parser, Verbs
from app.commands.calls import Answer, Call, office
from app.commands.output import plain, table
from app.domain.actors import Actor
from app.domain.errors import Refused, StorageTrouble
from app.domain.law import PackOnRecord, Signer
from app.domain.law_changes import LawChanges
from app.rules import packing, packs, signing
from app.runtime.words import phrase, sentence
from app.services import law_words


def add_verbs(verbs: Verbs) -> None:
    rules = verbs.group("rules", "rules")
    checked = rules.verb("check", "rules_check", check)
    checked.option("path", "rules_path", metavar="PATH")
    checked.option("--against", "rules_against", metavar="PATH")
    rules.verb("show", "rules_show", show)
    packed = rules.verb("pack", "rules_pack", pack)
    packed.option("folder", "rules_folder", metavar="DIR")
    packed.option("--out", "rules_pack_out", metavar="FILE", required=True)
    packed.option("--key", "rules_key_file", metavar="FILE")
    packed.option("--signer", "rules_signer", metavar="NAME", default="")
    rules.verb("key", "rules_key", key).option("--out", "rules_out", metavar="FILE", required=True)
    _source(rules.verb("preview", "rules_preview", preview))
    adopted = rules.verb("adopt", "rules_adopt", adopt)
    _source(adopted)
    adopted.option("--reason", "rules_reason", metavar="WHY", required=True)
    adopted.option("--keep", "rules_keep", metavar="ID", action="append", default=[])
    adopted.option("--vouched", "rules_vouched", action="store_true")


def _source(verb: Parser) -> None:
    verb.option("path", "rules_file", metavar="FILE", nargs="?")
    verb.option("--own", "rules_own", action="store_true")


def check(call: Call) -> Answer:
    """Whether a folder or a pack file loads and may follow another, the program's own; needs no office."""
    told = call.options
    file = packing.unpacked(packing.content_of(_path(told.path)))
    faults = packs.faults(file.files)
    if faults:
        raise _all(faults)
    law = packs.load(file.files)
    before = packing.loaded(_path(told.against)) if told.against else packs.standard()
    packs.check_newer(law, before)
    packs.check_follows(law, before)
    facts = {"rules": len(law.rules), "days": len(law.days_off.off), "routes": len(law.routes.routes)}
    value = {"version": law.version, "title": law.title, **facts, "signer": _signer(file.signer)}
    whole = phrase("commands", "rules_whole", version=law.version, title=law.title, **facts)
    return Answer(value, (whole, _signed(file.signer)))


def _all(faults: tuple[Refused, ...]) -> Refused:
    """One trouble as it is; several with the sentence of each."""
    if len(faults) == 1:
        return faults[0]
    return Refused("rules_faults", count=len(faults), faults="\n".join(map(sentence, faults)))


def show(call: Call) -> Answer:
    """The pack in force, and the newer one that the program brings along."""
    with office(call) as (services, actor):
        known, offered = services.law.pack_in_force(actor), services.law.offered(actor)
    lines = [phrase("commands", "rules_in_force", version=known.version, title=known.title)]
    if known.adopted_at is None:
        lines.append(phrase("commands", "rules_not_yet"))
    else:
        lines += [
            phrase("commands", "rules_since", day=f"{known.adopted_at:%d/%m/%Y}"),
            _signed(known.signer),
        ]
    if offered is not None:
        lines.append(phrase("commands", "rules_offered", version=offered.version, title=offered.title))
    return Answer({"in_force": _pack(known), "offered": _pack(offered) if offered else None}, tuple(lines))


def pack(call: Call) -> Answer:
    """One file of a folder, checked first and signed when there is a key."""
    if call.options.signer.strip() and not call.options.key:
        raise Refused("rules_signer_without_key", field="key")
    files, out = packs.files_of(_path(call.options.folder)), _path(packing.named(call.options.out))
    packs.load(files)
    signature = ""
    if call.options.key:
        signature = signing.sign(files, _path(call.options.key), call.options.signer.strip())
    _write(out, packing.packed(files, signature))
    signer = signing.verified(files, signature) if signature else None
    value = {"file": out, "signer": _signer(signer)}
    return Answer(value, (phrase("commands", "rules_packed", file=out), _signed(signer)))


def key(call: Call) -> Answer:
    """A fresh key to sign with."""
    out = _path(call.options.out)
    made = signing.make_key(out)
    value = {"file": out, "public_key": made.key, "fingerprint": made.fingerprint}
    return Answer(value, (phrase("commands", "rules_key", file=out, fingerprint=made.fingerprint),))


def preview(call: Call) -> Answer:
    """What adopting a pack would change."""
    with office(call) as (services, actor):
        changes = _preview(call, services, actor)
    return Answer(_value(changes), _lines(changes))


def adopt(call: Call) -> Answer:
    """Count by a pack from now on."""
    told = call.options
    with office(call) as (services, actor):
        changes = _preview(call, services, actor)
        known = {str(move.clock_id): move.clock_id for move in changes.moves}
        if not set(told.keep) <= set(known):
            raise Refused("rules_keep_unknown", field="keep")
        keep = frozenset(known[name] for name in told.keep)
        done = services.law.adopt(actor, changes.content, keep, told.reason, vouched=told.vouched).value
    facts = {"moved": len(done.moves) - len(keep), "kept": len(keep)}
    value = {"version": done.pack.version, **facts}
    return Answer(value, (phrase("commands", "rules_adopted", version=done.pack.version, **facts),))


def _preview(call: Call, services: Services, actor: Actor) -> LawChanges:
    if call.options.own == bool(call.options.path):
        raise Refused("rules_source", field="path")
    return services.law.preview(actor, None if call.options.own else _path(call.options.path))


def _value(changes: LawChanges) -> dict[str, object]:
    return {
        "pack": _pack(changes.pack),
        "in_force": _pack(changes.known),
        "origin": changes.origin,
        "sure": changes.origin.sure,
        "differences": law_words.differences(changes),
        "moves": plain(changes.moves),
        "kept": sorted(map(str, changes.kept)),
    }


def _lines(changes: LawChanges) -> tuple[str, ...]:
    head = phrase("commands", "rules_in_force", version=changes.known.version, title=changes.known.title)
    new = f"{changes.pack.version}: {changes.pack.title}"
    origin = (_signed(changes.pack.signer), law_words.origin(changes))
    said = (head, new, *origin, "", *law_words.differences(changes), "")
    if not changes.moves:
        return (*said, phrase("commands", "rules_no_moves"))
    header = tuple(phrase("columns", name) for name in ("clock", "number", "title", "old_due", "new_due"))
    rows = [(m.clock_id, m.number or m.record_type, m.title, m.due_from, m.due_to) for m in changes.moves]
    ids = ", ".join(sorted(map(str, changes.kept)))
    kept = [phrase("commands", "rules_kept", ids=ids)] if ids else []
    return (*said, phrase("commands", "rules_moves", count=len(rows)), *table(header, rows), *kept)


def _pack(pack: PackOnRecord) -> dict[str, object]:
    at = pack.adopted_at
    signer = {"signer": _signer(pack.signer), "adopted_at": at.isoformat() if at else None}
    return {"version": pack.version, "title": pack.title, **signer}


def _signer(signer: Signer | None) -> dict[str, str] | None:
    if signer is None:
        return None
    return {"name": signer.name, "public_key": signer.key, "fingerprint": signer.fingerprint}


def _signed(signer: Signer | None) -> str:
    if signer is None:
        return phrase("commands", "rules_unsigned")
    return phrase("commands", "rules_signed", signer=signer.name, fingerprint=signer.fingerprint)


def _path(told: str) -> Path:
    return Path(told).expanduser().resolve()


def _write(path: Path, content: bytes) -> None:
    try:
        with path.open("xb") as file:
            file.write(content)
    except FileExistsError:
        raise Refused("rules_out_exists", field="out", file=path) from None
    except OSError as trouble:
        raise StorageTrouble("folder_not_writable", folder=path.parent, detail=trouble) from trouble
