"""Digital signatures of PDF files: whose key, where on the page, how it looks, whether it holds."""

import logging

for _library in ("pyhanko", "pyhanko_certvalidator"):  # what they log is told here as a state or a trouble
    logging.getLogger(_library).setLevel(logging.CRITICAL)
