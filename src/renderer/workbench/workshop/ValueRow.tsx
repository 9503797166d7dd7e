import Box from '@mui/material/Box'
import ButtonBase from '@mui/material/ButtonBase'
import { type KeyboardEvent, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { DreadFactor } from '../../../shared/domain/dread.ts'

const values = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
const steps: Record<string, number> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }

/** A radio group of 1 to 10 with one tab stop; a digit key chooses (0 is 10), arrows move without choosing. */
export function ValueRow({ factor, value, onChoose, onDigit }: { factor: DreadFactor; value: number | null; onChoose: (value: number) => void; onDigit?: () => void }) {
  const { t } = useTranslation(['workshop', 'common'])
  const group = useRef<HTMLDivElement>(null)
  const name = t(`common:dread.${factor}`)
  function onKeyDown(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const buttons = [...(group.current?.querySelectorAll('button') ?? [])]
    const step = steps[event.key]
    if (/^[0-9]$/.test(event.key)) {
      event.preventDefault()
      onChoose(Number(event.key) || 10)
      onDigit?.()
    } else if (step !== undefined) {
      event.preventDefault()
      const at = buttons.findIndex((button) => button === document.activeElement)
      buttons[(at + step + buttons.length) % buttons.length]?.focus()
    }
  }
  return (
    <Box ref={group} role="radiogroup" aria-label={name} onKeyDown={onKeyDown} sx={{ display: 'grid', gridTemplateColumns: 'repeat(10, 1fr)', gap: 1.5 }}>
      {values.map((number) => (
        <ButtonBase
          key={number}
          role="radio"
          aria-checked={value === number}
          aria-label={t('hot.value', { factor: name, value: number })}
          tabIndex={number === (value ?? 1) ? 0 : -1}
          onClick={() => onChoose(number)}
          sx={{ height: 40, borderRadius: '8px', border: '1px solid', borderColor: value === number ? 'primary.main' : 'divider', bgcolor: value === number ? 'primary.main' : 'background.default', color: value === number ? 'primary.contrastText' : 'text.primary', fontSize: 16, fontWeight: 600, '&:hover': { borderColor: 'primary.main' } }}
        >
          {number}
        </ButtonBase>
      ))}
    </Box>
  )
}
