import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Divider from '@mui/material/Divider'
import IconButton from '@mui/material/IconButton'
import Tooltip from '@mui/material/Tooltip'
import { CodeXml, Eye, FileDown, ImageDown, ListTree, Maximize, Spline, Stamp, StickyNote, Table2, TextCursorInput, ZoomIn, ZoomOut } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { KindIcon } from './KindIcon.tsx'
import { type NewKind, newKinds } from './parts.ts'

const keyOfKind: Record<NewKind, string> = { process: 'P', 'data-store': 'S', 'external-entity': 'E', boundary: 'B' }

/** Where the words do not fit, the pictures stay; what a button is called is said by its tip. */
const narrow = '@container (max-width: 1080px)'

interface ToolbarProps {
  outlineOpen: boolean
  textOpen: boolean
  connecting: boolean
  canConnect: boolean
  search: ReactNode
  onOutline: () => void
  listOpen: boolean
  onList: () => void
  viewOpen: boolean
  onView: () => void
  onText: () => void
  onAdd: (kind: NewKind) => void
  onNote: () => void
  onQuick: () => void
  quickOpen: boolean
  onConnect: () => void
  arrange: ReactNode
  onImport: () => void
  onStamp: () => void
  onPicture: () => void
}

/** One slim row: what can be drawn, arranged, found and imported. */
export function Toolbar(props: ToolbarProps) {
  const { t } = useTranslation(['model', 'common', 'blueprints'])
  return (
    <Box role="toolbar" aria-label={t('toolbar.label')} sx={{ display: 'flex', alignItems: 'center', gap: 1, px: 3, height: 46, flex: 'none', borderBottom: '1px solid', borderColor: 'divider', bgcolor: 'background.paper', whiteSpace: 'nowrap', overflowX: 'auto', overflowY: 'hidden', containerType: 'inline-size', '& > *': { flexShrink: 0 }, '& [data-text]': { [narrow]: { display: 'none' } } }}>
      <ToolButton title={`${t('toolbar.outline')} (O)`} label={t('toolbar.outline')} pressed={props.outlineOpen} onClick={props.onOutline} icon={<ListTree size={17} />} hideText />
      <ToolButton title={`${t('list.open')} (R)`} label={t('list.title')} pressed={props.listOpen} onClick={props.onList} icon={<Table2 size={17} />} hideText />
      <ToolButton title={`${t('text.command')} (T)`} label={t('text.title')} pressed={props.textOpen} onClick={props.onText} icon={<CodeXml size={17} />} hideText />
      <Divider orientation="vertical" flexItem sx={{ mx: 1, my: 2.5 }} />
      <ToolButton title={`${t('quick.command')} (Q)`} label={t('quick.title')} pressed={props.quickOpen} onClick={props.onQuick} icon={<TextCursorInput size={17} />} />
      {newKinds.map((kind) => (
        <ToolButton key={kind} title={`${t('toolbar.add', { kind: t(`kind.${kind}`) })} (${keyOfKind[kind]})`} label={t(`toolbar.${kind}`)} onClick={() => props.onAdd(kind)} icon={<KindIcon kind={kind} size={17} />} />
      ))}
      <ToolButton title={`${t('toolbar.connectHelp')} (F, C)`} label={t('toolbar.connect')} pressed={props.connecting} disabled={!props.canConnect} onClick={props.onConnect} icon={<Spline size={16} />} />
      <ToolButton title={`${t('toolbar.addNote')} (N)`} label={t('toolbar.note')} onClick={props.onNote} icon={<StickyNote size={16} />} hideText />
      <ToolButton title={`${t('blueprints:command.stamps')} (Y)`} label={t('blueprints:command.stamps')} onClick={props.onStamp} icon={<Stamp size={16} />} hideText />
      <Divider orientation="vertical" flexItem sx={{ mx: 1, my: 2.5 }} />
      {props.arrange}
      <Box sx={{ flex: 1 }} />
      <ToolButton title={`${t('view.open')} (V)`} label={t('view.title')} pressed={props.viewOpen} onClick={props.onView} icon={<Eye size={17} />} />
      {props.search}
      <Tooltip title={t('blueprints:command.picture')}>
        <IconButton size="small" aria-label={t('blueprints:command.picture')} onClick={props.onPicture}>
          <ImageDown size={18} />
        </IconButton>
      </Tooltip>
      <Tooltip title={t('common:import.into')}>
        <IconButton size="small" aria-label={t('common:import.into')} onClick={props.onImport}>
          <FileDown size={18} />
        </IconButton>
      </Tooltip>
    </Box>
  )
}

function ToolButton({ title, label, icon, onClick, disabled = false, pressed = false, hideText = false }: { title: string; label: string; icon: ReactNode; onClick: () => void; disabled?: boolean; pressed?: boolean; hideText?: boolean }) {
  return (
    <Tooltip title={title}>
      <span>
        <Button
          size="small"
          color={pressed ? 'primary' : 'inherit'}
          disabled={disabled}
          aria-pressed={pressed}
          aria-label={label}
          onClick={onClick}
          sx={{ gap: 1.5, minWidth: 0, px: 2, fontSize: 13, fontWeight: 550, color: pressed ? 'primary.main' : 'text.secondary', bgcolor: pressed ? 'action.selected' : 'transparent', '&:hover': { color: 'text.primary' } }}
        >
          {icon}
          {hideText ? null : <span data-text>{label}</span>}
        </Button>
      </span>
    </Tooltip>
  )
}

/** Zoom and fit, at the corner of the canvas. */
export function ZoomButtons({ onZoom, onFit }: { onZoom: (factor: number) => void; onFit: () => void }) {
  const { t } = useTranslation('model')
  const buttons = [
    { label: t('toolbar.zoomOut'), key: '−', icon: <ZoomOut size={16} />, run: () => onZoom(1 / 1.3) },
    { label: t('toolbar.fit'), key: '0', icon: <Maximize size={15} />, run: onFit },
    { label: t('toolbar.zoomIn'), key: '+', icon: <ZoomIn size={16} />, run: () => onZoom(1.3) },
  ]
  return (
    <Box sx={{ position: 'absolute', right: 12, bottom: 12, zIndex: 2, display: 'flex', bgcolor: 'background.paper', border: '1px solid', borderColor: 'divider', borderRadius: '9px', p: 0.5 }}>
      {buttons.map((button) => (
        <Tooltip key={button.label} title={`${button.label} (${button.key})`}>
          <IconButton size="small" aria-label={button.label} onClick={button.run} sx={{ borderRadius: '6px' }}>
            {button.icon}
          </IconButton>
        </Tooltip>
      ))}
    </Box>
  )
}
