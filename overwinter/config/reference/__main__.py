import os


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "overwinter.config.settings")
    import django

    django.setup()
    from overwinter.config.reference.pages import write_all

    write_all()


main()
