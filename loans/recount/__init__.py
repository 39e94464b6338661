"""A second count of the register, by which `manage.py check_numbers` proves the first.

It shares no code with what shows projects: it reads the content of published versions and a query
string in its own plain way (`rows`, `query`), reads pages as a visitor gets them (`markup`,
`visitor`) and compares (`check`). Speed and comfort are not asked of it; being simple enough to
believe is. A mistake made in both would have to be made twice.
"""
