import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { SeatItem } from '../../shared/domain/workshop.ts'
import { language, t } from './i18n.ts'
import { CloseIcon, SpeakIcon } from './icons.tsx'
import { recall, remember } from './memory.ts'

function listed(names: string[]): string {
  return new Intl.ListFormat(language(), { type: 'conjunction' }).format(names)
}

/** Kept on the device: a reload must not ask again who has put it away already. */
function keyOf(item: SeatItem): string {
  return `nudge:${item.id}/${String(item.revealed?.result.number ?? 0)}`
}

/** For this seat alone: it lies at an end of what the room disagrees on, and is kindly asked to say why. */
export function Nudge({ item }: { item: SeatItem }): JSX.Element {
  const [away, setAway] = useState<string | null>(null)
  const key = keyOf(item)
  const shown = item.invited.length > 0 && away !== key && recall(key) === null
  const at = (end: 'lowest' | 'highest'): string[] => item.invited.filter((one) => one.end === end).map(({ factor }) => t(`factor.${factor}`))
  return (
    <div role="status">
      {shown && (
        <div class="notice nudge">
          <SpeakIcon />
          <p>
            {(['lowest', 'highest'] as const).map((end) => at(end).length > 0 && <b key={end}>{t(`nudge.${end}`, { factors: listed(at(end)) })} </b>)}
            {t('nudge.why')}
          </p>
          <button
            type="button"
            class="quiet round"
            aria-label={t('nudge.dismiss')}
            onClick={() => {
              remember(key, 'away')
              setAway(key)
            }}
          >
            <CloseIcon />
          </button>
        </div>
      )}
    </div>
  )
}
