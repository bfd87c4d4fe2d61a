"""What dialogue shows on the page of a look-through."""

from onward.dialogue.selectors import looked_at
from onward.programmes.looks import contribute

contribute("dialogue", order=20, template="dialogue/partials/look.html", read=looked_at)
