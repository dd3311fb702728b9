"""The office itself: its settings, its sample, its working day."""

from kyodo_desktop.core.slice import Tab

TODAY = Tab("today", "今日", "home", "kyodo_desktop.features.office.ui.today:build")
SETTINGS = Tab("settings", "設定", "settings", "kyodo_desktop.features.office.ui.settings_page:build")
