import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import IconButton from '@mui/material/IconButton'
import ListItemText from '@mui/material/ListItemText'
import Menu from '@mui/material/Menu'
import MenuItem from '@mui/material/MenuItem'
import Tab from '@mui/material/Tab'
import Tabs from '@mui/material/Tabs'
import Tooltip from '@mui/material/Tooltip'
import { ChevronRight, Ellipsis, Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Diagram } from '../../../../shared/domain/model.ts'
import type { Diagrams } from './useDiagrams.ts'

interface DiagramBarProps {
  diagrams: Diagrams
  onAdd: () => void
  onRename: (diagram: Diagram) => void
}

const small = { fontSize: 12.5, fontWeight: 550, minHeight: 36, height: 36, py: 0, textTransform: 'none' } as const

/** Where one is among several diagrams: the way down to this one, and those beside it. */
export function DiagramBar({ diagrams, onAdd, onRename }: DiagramBarProps) {
  const { t } = useTranslation('diagrams')
  const { way, level, open, nameOf } = diagrams
  return (
    <Box component="nav" aria-label={t('title')} sx={{ display: 'flex', alignItems: 'center', flex: 'none', height: 37, px: 3, borderBottom: '1px solid', borderColor: 'divider', bgcolor: 'background.paper', minWidth: 0 }}>
      {way.slice(0, -1).map((above) => (
        <Box key={above.id} sx={{ display: 'flex', alignItems: 'center', flex: 'none', color: 'text.secondary' }}>
          <Button size="small" color="inherit" onClick={() => diagrams.show(above.id)} sx={{ ...small, minWidth: 0, height: 26, minHeight: 26, px: 1.5, maxWidth: 180 }}>
            <Box component="span" sx={{ overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}>
              {nameOf(above)}
            </Box>
          </Button>
          <ChevronRight size={14} aria-hidden />
        </Box>
      ))}
      <Tabs value={open} onChange={(_, id: unknown) => diagrams.show(String(id))} aria-label={t('title')} variant="scrollable" scrollButtons="auto" sx={{ minHeight: 36, minWidth: 0, '& .MuiTabs-indicator': { height: 2 } }}>
        {level.map((diagram) => (
          <Tab key={diagram.id} value={diagram.id} label={nameOf(diagram)} onDoubleClick={() => onRename(diagram)} sx={{ ...small, minWidth: 0, maxWidth: 220, px: 3, '& ': { whiteSpace: 'nowrap' } }} />
        ))}
      </Tabs>
      <Tooltip title={t('add')}>
        <IconButton size="small" aria-label={t('add')} onClick={onAdd} sx={{ ml: 1 }}>
          <Plus size={16} />
        </IconButton>
      </Tooltip>
      <Box sx={{ flex: 1 }} />
      <DiagramMenu diagrams={diagrams} onRename={onRename} />
    </Box>
  )
}

/** What one can do with the open diagram. */
function DiagramMenu({ diagrams, onRename }: Pick<DiagramBarProps, 'diagrams' | 'onRename'>) {
  const { t } = useTranslation('diagrams')
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const diagram = diagrams.all.find(({ id }) => id === diagrams.open)
  if (!diagram) return null
  const { id } = diagram
  const [sooner, later] = [diagrams.shift(id, -1), diagrams.shift(id, 1)]
  const items: { label: string; hint?: string; run: (() => void) | null }[] = [
    { label: t('rename'), run: () => onRename(diagram) },
    { label: t('sooner'), run: sooner },
    { label: t('later'), run: later },
    ...(diagram.opener === undefined ? [] : [{ label: t('upToElement'), hint: 'U', run: diagrams.up }, { label: t('toTop'), run: () => diagrams.toTop(id) }]),
    { label: t('remove'), run: diagrams.all.length > 1 ? () => diagrams.remove(id) : null },
  ]
  return (
    <>
      <Tooltip title={t('menu')}>
        <IconButton size="small" aria-label={t('menu')} aria-haspopup="menu" aria-expanded={anchor !== null} onClick={(event) => setAnchor(event.currentTarget)}>
          <Ellipsis size={17} />
        </IconButton>
      </Tooltip>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)} anchorOrigin={{ vertical: 'bottom', horizontal: 'right' }} transformOrigin={{ vertical: 'top', horizontal: 'right' }}>
        {items.map(({ label, hint, run }) => (
          <MenuItem
            key={label}
            disabled={run === null}
            onClick={() => {
              setAnchor(null)
              run?.()
            }}
          >
            <ListItemText>{label}</ListItemText>
            {hint === undefined ? null : <Box component="kbd" aria-hidden sx={{ ml: 4, fontSize: 12, color: 'text.secondary' }}>{hint}</Box>}
          </MenuItem>
        ))}
      </Menu>
    </>
  )
}
