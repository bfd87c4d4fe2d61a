"""Opening the counsellor's pages, and reading them as text."""

from bs4 import BeautifulSoup
from django.urls import reverse


def text(response):
    return " ".join(BeautifulSoup(response.content, "html.parser").get_text(" ").split())


def page_of(client, name, *args):
    return client.get(reverse(f"counselling:{name}", args=args))
