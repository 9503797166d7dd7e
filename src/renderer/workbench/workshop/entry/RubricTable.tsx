import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { BookOpen } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DreadFactor } from '../../../../shared/domain/dread.ts'
import { anchors, type Rubric } from '../../../../shared/domain/rubric.ts'
import { useRubricWords } from '../../rubric.ts'

/** What the values mean, one press away: the project's own words where it has some. */
export function RubricTable({ rubric, factors }: { rubric: Rubric | null; factors: readonly DreadFactor[] }) {
  const { t } = useTranslation(['workshop', 'common'])
  const [shown, setShown] = useState(false)
  const words = useRubricWords(rubric)
  return (
    <Box>
      <Button color="inherit" size="small" startIcon={<BookOpen size={15} />} aria-expanded={shown} onClick={() => setShown(!shown)} sx={{ ml: -1, color: 'text.secondary' }}>
        {t(shown ? 'rubric.hide' : 'rubric.show')}
      </Button>
      {shown ? (
        <Box component="dl" sx={{ m: 0, mt: 2, p: 4, display: 'grid', gap: 3, borderRadius: '10px', border: '1px solid', borderColor: 'divider', bgcolor: 'background.paper', '& dd': { m: 0 } }}>
          {factors.map((factor) => (
            <div key={factor}>
              <Typography component="dt" variant="h3" sx={{ mb: 1 }}>{t(`common:dread.${factor}`)}</Typography>
              {anchors.map((anchor) => (
                <Typography key={anchor} component="dd" variant="body2" sx={{ display: 'grid', gridTemplateColumns: '32px minmax(0, 1fr)', overflowWrap: 'anywhere' }}>
                  <b>{anchor}</b>
                  <span>{words(factor, anchor)}</span>
                </Typography>
              ))}
            </div>
          ))}
        </Box>
      ) : null}
    </Box>
  )
}
