import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import IconButton from '@mui/material/IconButton'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { Plus, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Asset } from '../../../shared/domain/project.ts'
import { Card } from './Card.tsx'
import type { HeaderPart } from './header-part.ts'
import { newRowId } from './row-id.ts'
import { SavedText } from './SavedText.tsx'

const goals = ['confidentiality', 'integrity', 'availability'] as const
const needs = ['low', 'medium', 'high'] as const

export function Assets({ header, onSet }: HeaderPart) {
  const { t } = useTranslation('settings')
  const set = (id: string, part: Partial<Asset>) => onSet({ assets: header.assets.map((one) => (one.id === id ? { ...one, ...part } : one)) })
  return (
    <Card title={t('assets')}>
      {header.assets.length === 0 ? <Typography sx={{ color: 'text.secondary' }}>{t('noAssets')}</Typography> : null}
      {header.assets.map((one) => (
        <Box key={one.id} sx={{ display: 'grid', gridTemplateColumns: '1fr repeat(3, 140px) auto', gap: 2, alignItems: 'start' }}>
          <SavedText label={t('asset')} saved={one.name} onSave={(name) => set(one.id, { name })} />
          {goals.map((goal) => (
            <TextField key={goal} select label={t(goal)} value={one[goal]} onChange={(event) => set(one.id, { [goal]: needs.find((need) => need === event.target.value) ?? 'medium' })}>
              {needs.map((need) => (
                <MenuItem key={need} value={need}>
                  {t(`need.${need}`)}
                </MenuItem>
              ))}
            </TextField>
          ))}
          <IconButton aria-label={`${t('remove')}: ${one.name}`} onClick={() => onSet({ assets: header.assets.filter((other) => other.id !== one.id) })}>
            <X size={16} />
          </IconButton>
        </Box>
      ))}
      <Button variant="outlined" startIcon={<Plus size={15} />} sx={{ justifySelf: 'start' }} onClick={() => onSet({ assets: [...header.assets, { id: newRowId(), name: '', confidentiality: 'medium', integrity: 'medium', availability: 'medium' }] })}>
        {t('addAsset')}
      </Button>
    </Card>
  )
}
