import type { JSX, TargetedKeyboardEvent } from 'preact'
import { useState } from 'preact/hooks'
import type { DreadFactor } from '../../shared/domain/dread.ts'
import type { Say } from './texts.ts'

export const values = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] as const

/** The value a digit key stands for: 0 is 10. Null for any other key. */
export function digitValue(key: string): number | null {
  return /^[0-9]$/.test(key) ? Number(key) || 10 : null
}

const steps: Record<string, number> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }

/** A radio group of 1 to 10 with one tab stop. Arrow keys move without choosing; a digit chooses. */
export function ValueRow({ factor, value, t, onPoint, onChoose, onNext }: { factor: DreadFactor; value: number | null; t: Say; onPoint: (value: number | null) => void; onChoose: (value: number) => void; onNext: () => void }): JSX.Element {
  const [stop, setStop] = useState<number | null>(null)
  const tabStop = stop ?? value ?? 1

  function onKeyDown(event: TargetedKeyboardEvent<HTMLDivElement>): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const digit = digitValue(event.key)
    const step = steps[event.key]
    if (digit !== null) {
      event.preventDefault()
      event.stopPropagation()
      onChoose(digit)
      onNext()
    } else if (step !== undefined) {
      event.preventDefault()
      const to = ((tabStop - 1 + step + 10) % 10) + 1
      setStop(to)
      event.currentTarget.querySelectorAll('button')[to - 1]?.focus()
    }
  }

  return (
    <div class="values" role="radiogroup" aria-labelledby={`name-${factor}`} aria-describedby={`hint-${factor}`} onKeyDown={onKeyDown}>
      {values.map((number) => (
        <button
          key={number}
          type="button"
          role="radio"
          aria-checked={value === number}
          aria-label={t('value', { factor: t(`factor.${factor}`), value: number })}
          tabIndex={number === tabStop ? 0 : -1}
          onFocus={() => {
            setStop(number)
            onPoint(number)
          }}
          onBlur={() => {
            setStop(null)
            onPoint(null)
          }}
          onClick={() => onChoose(number)}
        >
          {number}
        </button>
      ))}
    </div>
  )
}
