"""What counselling shows on the page of a look-through."""

from onward.counselling.selectors import looked_at
from onward.programmes.looks import contribute

contribute("counselling", order=10, template="counselling/partials/look.html", read=looked_at)
