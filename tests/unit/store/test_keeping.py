def test_first(store, read_page):
    page = read_page()
    assert len(page.claims) >= 4, page.claims
    assert not store.is_known(page.sha1)
    kept = store.keep_page(page)
    assert kept.new
    assert store.is_known(page.sha1)
    e = store.evidence()
    assert e.reports == page.reports
    assert sorted(e.claims, key=lambda c: c.number) == list(page.claims)
    assert not store.keep_page(page).new
