"""All Qt: the window, the kit, the screens. A screen asks services and never another screen."""
