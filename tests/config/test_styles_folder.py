"""A newcomer's first start reads the settings before the styles are built."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_the_settings_name_the_folder_of_the_styles_before_it_is_there(tmp_path: Path) -> None:
    without = shutil.ignore_patterns("__pycache__", "_built", "node_modules")
    shutil.copytree(ROOT / "overwinter", tmp_path / "overwinter", ignore=without)
    command = "from overwinter.config import settings; print(*settings.STATICFILES_DIRS)"
    environment = os.environ | {"OVERWINTER_HOME": str(tmp_path / "home"), "PYTHONPATH": str(tmp_path)}
    ran = subprocess.run(
        [sys.executable, "-c", command], cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
    )
    assert ran.stdout.split() == [str(tmp_path / "overwinter" / "_built" / "static")]
