import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import IconButton from '@mui/material/IconButton'
import TextField from '@mui/material/TextField'
import ToggleButton from '@mui/material/ToggleButton'
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup'
import Typography from '@mui/material/Typography'
import { Plus, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { v7 } from 'uuid'
import { type DreadFactor, dreadFactors } from '../../../../shared/domain/dread.ts'
import type { WorkshopRole } from '../../../../shared/domain/workshop.ts'

/** Roles decide which factors a seat is asked; without any, everybody is asked all five. */
export function RoleSettings({ roles, onRoles }: { roles: readonly WorkshopRole[]; onRoles: (roles: WorkshopRole[]) => void }) {
  const { t } = useTranslation(['workshop', 'common', 'prepare'])
  const change = (id: string, set: Partial<WorkshopRole>) => onRoles(roles.map((role) => (role.id === id ? { ...role, ...set } : role)))
  return (
    <Box sx={{ display: 'grid', gap: 2 }}>
      <Box>
        <Typography variant="subtitle2">{t('settings.roles')}</Typography>
        <Typography variant="caption" component="p" sx={{ color: 'text.secondary' }}>{t('prepare:help.roles')}</Typography>
      </Box>
      {roles.map((role) => (
        <Box key={role.id} sx={{ display: 'grid', gap: 1.5, gridTemplateColumns: '1fr auto' }}>
          <TextField required label={t('settings.roleName')} value={role.name} slotProps={{ htmlInput: { maxLength: 100 } }} onChange={(event) => change(role.id, { name: event.target.value })} />
          <IconButton aria-label={t('settings.removeRole')} onClick={() => onRoles(roles.filter((other) => other.id !== role.id))}><X size={16} /></IconButton>
          <ToggleButtonGroup size="small" value={role.factors} onChange={(_, factors: DreadFactor[]) => factors.length > 0 && change(role.id, { factors: dreadFactors.filter((factor) => factors.includes(factor)) })}>
            {dreadFactors.map((factor) => <ToggleButton key={factor} value={factor} title={t(`common:dread.${factor}`)} aria-label={t(`common:dread.${factor}`)} sx={{ width: 44 }}>{t(`common:dreadShort.${factor}`)}</ToggleButton>)}
          </ToggleButtonGroup>
        </Box>
      ))}
      <Button color="inherit" startIcon={<Plus size={15} />} sx={{ justifySelf: 'start' }} onClick={() => onRoles([...roles, { id: v7(), name: '', factors: [...dreadFactors] }])}>
        {t('settings.addRole')}
      </Button>
    </Box>
  )
}
