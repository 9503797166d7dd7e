import Box from '@mui/material/Box'
import { useTranslation } from 'react-i18next'
import type { FindingChange } from '../../../shared/domain/diff-findings.ts'

const signs = { new: '+', changed: '~', gone: '−' } as const
const tints = { new: 'success.main', changed: 'warning.main', gone: 'error.main' } as const

/** What became of something: a sign and a word; the colour only repeats them. */
export function ChangeMark({ state }: { state: FindingChange['state'] }) {
  const { t } = useTranslation('threats')
  return (
    <Box component="span" sx={{ display: 'inline-flex', alignItems: 'center', gap: 1, px: 1.25, borderRadius: '5px', border: '1px solid', borderColor: tints[state], color: tints[state], fontSize: 12, fontWeight: 650, lineHeight: '18px', whiteSpace: 'nowrap' }}>
      <Box component="span" aria-hidden sx={{ fontFamily: 'ui-monospace, monospace' }}>
        {signs[state]}
      </Box>
      {t(`change.state.${state}`)}
    </Box>
  )
}
