import Box from '@mui/material/Box'
import { useTranslation } from 'react-i18next'
import type { Dropped } from '../../../shared/domain/import.ts'
import { droppedText } from '../phrases.ts'

/** What a file's reading left out or guessed, line by line. */
export function DroppedList({ dropped }: { dropped: readonly Dropped[] }) {
  const { t } = useTranslation()
  return (
    <Box component="ul" sx={{ m: 0, pl: 5, maxHeight: 220, overflow: 'auto' }}>
      {dropped.map((one) => ({ line: one.line, ...droppedText(one) })).map((one, index) => (
        <Box component="li" key={index} sx={{ overflowWrap: 'anywhere' }}>
          {one.line === undefined ? '' : `${t('import.line', { line: one.line })}: `}
          <b>{one.what}</b> – {one.why}
        </Box>
      ))}
    </Box>
  )
}
