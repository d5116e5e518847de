import sys

from overwinter.config.cli import main

sys.exit(main())
