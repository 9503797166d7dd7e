import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import IconButton from '@mui/material/IconButton'
import Tooltip from '@mui/material/Tooltip'
import Typography from '@mui/material/Typography'
import { AlignCenterHorizontal, AlignCenterVertical, AlignEndHorizontal, AlignEndVertical, AlignHorizontalSpaceBetween, AlignStartHorizontal, AlignStartVertical, AlignVerticalSpaceBetween, Copy, Trash2, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { type Alignment, alignments, type Direction, directions } from './align.ts'
import { KindIcon } from './KindIcon.tsx'
import { kindOf, type Part, partName } from './parts.ts'
import { sidePlace } from './side-place.ts'

const alignIcons = { left: AlignStartVertical, centre: AlignCenterVertical, right: AlignEndVertical, top: AlignStartHorizontal, middle: AlignCenterHorizontal, bottom: AlignEndHorizontal }
const distributeIcons = { across: AlignHorizontalSpaceBetween, down: AlignVerticalSpaceBetween }

interface SelectionPanelProps {
  selected: ReadonlySet<string>
  parts: ReadonlyMap<string, Part>
  /** What they have in common. */
  children: ReactNode
  onChoose: (id: string | null) => void
  onAlign: (how: Alignment) => void
  onDistribute: (direction: Direction) => void
  onDuplicate: () => void
  onDelete: () => void
}

/** What can be done with several parts at once. */
export function SelectionPanel({ selected, parts, children, onChoose, onAlign, onDistribute, onDuplicate, onDelete }: SelectionPanelProps) {
  const { t } = useTranslation('model')
  return (
    <Box component="aside" aria-label={t('inspector.label')} sx={sidePlace}>
      <Box sx={{ display: 'grid', gap: 4, p: 4 }}>
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 2, mt: -1, mb: -1 }}>
          <Typography variant="h3" component="h2" sx={{ flex: 1 }}>
            {t('selection.count', { count: selected.size })}
          </Typography>
          <Tooltip title={t('inspector.close')}>
            <IconButton size="small" aria-label={t('inspector.close')} onClick={() => onChoose(null)}>
              <X size={16} />
            </IconButton>
          </Tooltip>
        </Box>
        <Box role="group" aria-label={t('align.title')}>
          <Typography variant="subtitle2" component="h3" sx={{ color: 'text.secondary', mb: 1 }}>
            {t('align.title')}
          </Typography>
          <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, ml: -1 }}>
            {alignments.map((how) => (
              <IconAction key={how} label={t(`align.${how}`)} Icon={alignIcons[how]} onClick={() => onAlign(how)} />
            ))}
            {directions.map((direction) => (
              <IconAction key={direction} label={t(`distribute.${direction}`)} Icon={distributeIcons[direction]} onClick={() => onDistribute(direction)} />
            ))}
          </Box>
        </Box>
        <Box sx={{ display: 'flex', gap: 2 }}>
          <Button variant="outlined" startIcon={<Copy size={15} />} onClick={onDuplicate}>
            {t('command.duplicate')}
          </Button>
          <Button variant="outlined" color="error" startIcon={<Trash2 size={15} />} onClick={onDelete}>
            {t('inspector.delete')}
          </Button>
        </Box>
        {children}
        <Box component="ul" aria-label={t('selection.parts')} sx={{ listStyle: 'none', m: 0, p: 0 }}>
          {[...selected].slice(0, 200).map((id) => {
            const found = parts.get(id)
            return found ? (
              <Box component="li" key={id}>
                <Button size="small" color="inherit" startIcon={<KindIcon kind={kindOf(found)} size={15} />} onClick={() => onChoose(id)} sx={{ justifyContent: 'flex-start', width: '100%', fontWeight: 450, ml: -1 }}>
                  {partName(id, parts, t)}
                </Button>
              </Box>
            ) : null
          })}
        </Box>
        <Typography variant="caption" sx={{ color: 'text.secondary' }}>
          {t('selection.help')}
        </Typography>
      </Box>
    </Box>
  )
}

function IconAction({ label, Icon, onClick }: { label: string; Icon: typeof Copy; onClick: () => void }) {
  return (
    <Tooltip title={label}>
      <IconButton aria-label={label} onClick={onClick} sx={{ borderRadius: '6px' }}>
        <Icon size={18} />
      </IconButton>
    </Tooltip>
  )
}
