"""An office file is a zip file: some members are given anew, every other one keeps its bytes."""

import zipfile
from collections.abc import Mapping
from io import BytesIO


def with_members(pack: zipfile.ZipFile, new: Mapping[str, bytes]) -> bytes:
    """``pack`` with the members of ``new`` in place of its own; order, dates and packing of all stay."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as copy:
        for member in pack.infolist():
            info = zipfile.ZipInfo(member.filename, member.date_time)
            info.compress_type, info.external_attr = member.compress_type, member.external_attr
            info.create_system, info.extra, info.comment = member.create_system, member.extra, member.comment
            copy.writestr(info, new.get(member.filename) or pack.read(member))
        copy.comment = pack.comment
    return out.getvalue()
