import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import IconButton from '@mui/material/IconButton'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { Plus, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Assumption } from '../../../shared/domain/project.ts'
import { Card } from './Card.tsx'
import type { HeaderPart } from './header-part.ts'
import { newRowId } from '../new-row-id.ts'
import { SavedText } from './SavedText.tsx'

const answers = ['yes', 'no', 'unknown'] as const

export function Assumptions({ header, onSet }: HeaderPart) {
  const { t } = useTranslation(['settings', 'common'])
  const set = (id: string, part: Partial<Assumption>) => onSet({ assumptions: header.assumptions.map((one) => (one.id === id ? { ...one, ...part } : one)) })
  return (
    <Card title={t('assumptions')}>
      {header.assumptions.length === 0 ? <Typography sx={{ color: 'text.secondary' }}>{t('noAssumptions')}</Typography> : null}
      {header.assumptions.map((one) => (
        <Box key={one.id} sx={{ display: 'grid', gridTemplateColumns: '1fr 180px 140px auto', gap: 2, alignItems: 'start' }}>
          <SavedText multiline label={t('assumption')} saved={one.text} onSave={(text) => set(one.id, { text })} />
          <SavedText label={t('assumptionOwner')} saved={one.owner} onSave={(owner) => set(one.id, { owner })} />
          <TextField select label={t('confirmed')} value={one.confirmed} onChange={(event) => set(one.id, { confirmed: answers.find((answer) => answer === event.target.value) ?? 'unknown' })}>
            {answers.map((answer) => (
              <MenuItem key={answer} value={answer}>
                {t(`common:${answer}`)}
              </MenuItem>
            ))}
          </TextField>
          <IconButton aria-label={`${t('remove')}: ${one.text}`} onClick={() => onSet({ assumptions: header.assumptions.filter((other) => other.id !== one.id) })}>
            <X size={16} />
          </IconButton>
        </Box>
      ))}
      <Button variant="outlined" startIcon={<Plus size={15} />} sx={{ justifySelf: 'start' }} onClick={() => onSet({ assumptions: [...header.assumptions, { id: newRowId(), text: '', owner: '', confirmed: 'unknown' }] })}>
        {t('addAssumption')}
      </Button>
    </Card>
  )
}

