import de from '../../../resources/locales/de/shell.json' with { type: 'json' }
import en from '../../../resources/locales/en/shell.json' with { type: 'json' }

/** What the shell itself says, in the system's language where we speak it. */
export function shellTexts(locale: string): typeof en {
  return locale.startsWith('de') ? de : en
}
