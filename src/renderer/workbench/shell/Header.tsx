import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useQuery } from '@tanstack/react-query'
import { ChevronRight, Search } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { Key } from '../../ui/Key.tsx'
import { useApi } from '../api.tsx'
import { showKey } from './key-name.ts'
import type { Stage } from './stages.ts'

/** Project and breadcrumb on top; stages put their own actions into the toolbar below it. */
export function Header({ project, stage, onPalette }: { project: string; stage: Stage; onPalette: () => void }) {
  const { t } = useTranslation()
  const api = useApi()
  const summary = useQuery({ queryKey: ['projects', project], queryFn: () => api.project.get({ project }) })
  return (
    <Box component="header" sx={{ gridArea: 'header', display: 'flex', alignItems: 'center', gap: 2, px: 5, height: 48, borderBottom: '1px solid', borderColor: 'divider', bgcolor: 'background.paper' }}>
      <Typography component={Link} href="/" sx={{ color: 'text.secondary', textDecoration: 'none', '&:hover': { color: 'text.primary' } }}>
        {t('library')}
      </Typography>
      <ChevronRight size={14} aria-hidden />
      <Typography variant="h3" component="h1" noWrap>
        {summary.data?.name ?? ''}
      </Typography>
      <ChevronRight size={14} aria-hidden />
      <Typography sx={{ color: 'text.secondary' }}>{t(`stage.${stage}`)}</Typography>
      <Box sx={{ flex: 1 }} />
      <Button variant="outlined" color="inherit" onClick={onPalette} startIcon={<Search size={15} />} sx={{ borderColor: 'divider', color: 'text.secondary', fontWeight: 500 }}>
        {t('palette.title')}
        <Box component="span" sx={{ ml: 3 }}>
          <Key>{showKey('mod+k')}</Key>
        </Box>
      </Button>
    </Box>
  )
}
