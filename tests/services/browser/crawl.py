"""One page of each sort that links lead to, from the picture on."""

import re

DETAIL = re.compile(r"^/(document|incident|statement|actor|source)(/|\?)")
LEFT_OUT = ("/report/download", "/static")


def kind(path):
    """What sort of page a path leads to."""
    if re.match(r"/review/[0-9a-f]{8,}/", path):
        return "/review/one"
    found = DETAIL.match(path)
    return f"/{found.group(1)}" if found else path.split("?")[0]


def one_of_each(browser, address):
    """Paths by what sort of page they are."""
    context = browser.new_context(base_url=address)
    page, known, todo = context.new_page(), {}, ["/picture"]
    while todo:
        path = todo.pop(0)
        if kind(path) in known or path.split("?")[0].endswith(".json") or path.startswith(LEFT_OUT):
            continue
        if "text/html" not in page.request.head(path).headers.get("content-type", ""):
            continue
        page.goto(path)
        known[kind(path)] = path
        found = page.eval_on_selector_all("a[href^='/']", "all => all.map(a => a.getAttribute('href'))")
        todo += [f.split("#")[0] for f in found]
    context.close()
    return dict(sorted(known.items()))
