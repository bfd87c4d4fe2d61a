"""How much one request may bring: little, unless its address stands in the settings with more."""

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.utils.decorators import sync_only_middleware

PIECE = 64 * 1024
MOST_THROWN_AWAY = 200 * 1024 * 1024  # a browser that is cut off while it sends shows no page of ours


@sync_only_middleware
class BodyMiddleware:
    """Refuses what is too large before anything of it is kept; the page for that is the one of any mistake."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        said = request.META.get("CONTENT_LENGTH") or ""
        sent = int(said) if said.isascii() and said.isdigit() else 0
        if sent <= settings.LARGEST_BODIES.get(request.resolver_match.view_name, settings.LARGEST_BODY):
            return
        left = min(sent, MOST_THROWN_AWAY)
        while left > 0 and (piece := request.read(min(PIECE, left))):
            left -= len(piece)
        raise RequestDataTooBig
