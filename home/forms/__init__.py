"""What staff fill in, one file per subject."""

from home.forms.uploads import HubDocumentForm, HubImageForm, PictureField

__all__ = ["HubDocumentForm", "HubImageForm", "PictureField"]
