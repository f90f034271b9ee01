"""What a page may load and run, as the browser enforces it. `core/middleware.py` chooses between the two."""

_closed = ["'none'"]
PUBLIC = {
    "default-src": _closed,
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "img-src": ["'self'", "data:"],
    "font-src": ["'self'"],
    "connect-src": ["'self'"],
    "form-action": ["'self'"],
    "base-uri": _closed,
    "object-src": _closed,
    "frame-ancestors": _closed,
}
# Wagtail 7.4's own screens still carry inline scripts and styles; staff pages only, behind a second step (decision 0006).
ADMIN = {
    **PUBLIC,
    "script-src": ["'self'", "'unsafe-inline'"],
    "style-src": ["'self'", "'unsafe-inline'"],
    "img-src": ["'self'", "data:", "blob:"],
    "frame-src": ["'self'"],
    "frame-ancestors": ["'self'"],
}
