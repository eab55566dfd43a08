"""The page “Đơn thư”."""
