import type { JSX, TargetedKeyboardEvent } from 'preact'
import { useState } from 'preact/hooks'
import type { DreadFactor } from '../../shared/domain/dread.ts'
import { values } from './factors.ts'
import { t } from './i18n.ts'

interface Props {
  factor: DreadFactor
  value: number | null
  disabled: boolean
  /** What the seat gave before where it stands now: a faint mark, and said in words. */
  ghost: { value: number; text: string } | null
  onPoint: (value: number | null) => void
  onChoose: (value: number) => void
  /** A digit key was used: the next row's turn. */
  onNext: () => void
}

/** The value a digit key stands for: 0 is 10. Null for any other key. */
export function digitValue(key: string): number | null {
  return /^[0-9]$/.test(key) ? Number(key) || 10 : null
}

const steps: Record<string, number> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }

function focusValue(group: HTMLElement, value: number): void {
  const target = group.querySelectorAll('button')[value - 1]
  target?.focus()
}

/**
 * A radio group of 1 to 10 with one tab stop. Arrow keys move without choosing: every choice is a vote,
 * and a vote is never cast in passing.
 */
export function ValueRadios({ factor, value, disabled, ghost, onPoint, onChoose, onNext }: Props): JSX.Element {
  const [stop, setStop] = useState<number | null>(null)
  const tabStop = stop ?? value ?? 1

  function onKeyDown(event: TargetedKeyboardEvent<HTMLDivElement>): void {
    if (event.ctrlKey || event.metaKey || event.altKey || disabled) return
    const digit = digitValue(event.key)
    const step = steps[event.key]
    if (digit !== null) {
      event.preventDefault()
      event.stopPropagation()
      onChoose(digit)
      focusValue(event.currentTarget, digit)
      onNext()
    } else if (step !== undefined) {
      event.preventDefault()
      const to = ((tabStop - 1 + step + 10) % 10) + 1
      setStop(to)
      focusValue(event.currentTarget, to)
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
          class={ghost?.value === number ? 'ghost' : undefined}
          tabIndex={number === tabStop ? 0 : -1}
          disabled={disabled}
          onFocus={() => {
            setStop(number)
            onPoint(number)
          }}
          onBlur={() => {
            setStop(null)
            onPoint(null)
          }}
          onClick={() => onChoose(number)}
          aria-label={`${t('vote.value', { factor: t(`factor.${factor}`), value: number })}${ghost?.value === number ? `, ${ghost.text}` : ''}`}
        >
          {number}
        </button>
      ))}
    </div>
  )
}
