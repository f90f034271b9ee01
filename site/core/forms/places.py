"""What staff fill in about a post."""

from wagtail.admin.forms import WagtailAdminModelForm

from core.forms.fields import PostChoice
from core.models import Post


class PostForm(WagtailAdminModelForm):
    """A job title, and who stands in: told apart by hub."""

    stand_in = PostChoice(queryset=Post.objects.select_related("hub"), required=False)
