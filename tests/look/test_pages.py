import pytest
pytestmark = pytest.mark.django_db
def test_every_page_answers_as_its_row_says(shown):
    wrong = [(key, one.status, one.page.status, one.headers.get("Location")) for key, one in shown.items() if one.status != one.page.status]
    assert wrong == [], "\n".join(map(str, wrong))
