import Box from '@mui/material/Box'
import ButtonBase from '@mui/material/ButtonBase'
import IconButton from '@mui/material/IconButton'
import Menu from '@mui/material/Menu'
import MenuItem from '@mui/material/MenuItem'
import Paper from '@mui/material/Paper'
import Typography from '@mui/material/Typography'
import { BadgeCheck, Ellipsis, Radio } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ProjectSummary } from '../../../shared/domain/project.ts'
import { useSince } from './since.ts'

interface ProjectCardProps {
  project: ProjectSummary
  onOpen: () => void
  onRename: () => void
  onDuplicate: () => void
  onExport: () => void
  onDelete: () => void
}

export function ProjectCard({ project, onOpen, onRename, onDuplicate, onExport, onDelete }: ProjectCardProps) {
  const { t } = useTranslation(['projects', 'common'])
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const since = useSince()
  const choose = (run: () => void) => () => {
    setAnchor(null)
    run()
  }
  return (
    <Paper component="li" variant="outlined" sx={{ position: 'relative', borderRadius: '12px', transition: 'border-color 100ms', '&:hover': { borderColor: 'primary.main' } }}>
      <ButtonBase onClick={onOpen} sx={{ display: 'block', width: '100%', textAlign: 'left', p: 5, borderRadius: '12px' }}>
        <Typography variant="h3" component="h2" noWrap sx={{ pr: 8 }}>
          {project.name}
        </Typography>
        <Typography variant="body2" sx={{ color: 'text.secondary', mt: 1 }}>
          {t('elements', { count: project.elements })} · {t('flows', { count: project.flows })}
        </Typography>
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {t('threats', { count: project.threats })}
          {project.threats > 0 ? ` · ${project.undecided === 0 ? t('allDecided') : t('undecided', { count: project.undecided })}` : ''}
        </Typography>
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 2, mt: 4, minHeight: 18, color: 'text.secondary', fontSize: 12 }}>
          {project.openWorkshop ? (
            <Mark icon={<Radio size={14} />} text={t('live')} />
          ) : project.signedRevisions > 0 ? (
            <Mark icon={<BadgeCheck size={14} />} text={t('signed', { count: project.signedRevisions })} />
          ) : null}
          <Box component="span" sx={{ ml: 'auto' }}>
            {t('changed', { when: since(project.updatedAt) })}
          </Box>
        </Box>
      </ButtonBase>
      <IconButton aria-label={`${t('common:more')}: ${project.name}`} onClick={(event) => setAnchor(event.currentTarget)} size="small" sx={{ position: 'absolute', top: 12, right: 12 }}>
        <Ellipsis size={18} />
      </IconButton>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)}>
        <MenuItem onClick={choose(onRename)}>{t('common:rename')}</MenuItem>
        <MenuItem onClick={choose(onDuplicate)}>{t('common:duplicate')}</MenuItem>
        <MenuItem onClick={choose(onExport)}>{t('exportFile')}</MenuItem>
        <MenuItem onClick={choose(onDelete)} sx={{ color: 'error.main' }}>
          {t('common:delete')}
        </MenuItem>
      </Menu>
    </Paper>
  )
}

function Mark({ icon, text }: { icon: React.ReactNode; text: string }) {
  return (
    <Box component="span" sx={{ display: 'inline-flex', alignItems: 'center', gap: 1, color: 'primary.main', fontWeight: 600 }}>
      {icon}
      {text}
    </Box>
  )
}
