import Box from '@mui/material/Box'
import ButtonBase from '@mui/material/ButtonBase'
import IconButton from '@mui/material/IconButton'
import Menu from '@mui/material/Menu'
import MenuItem from '@mui/material/MenuItem'
import Switch from '@mui/material/Switch'
import Typography from '@mui/material/Typography'
import { EllipsisVertical } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type PackInfo, packOrigins } from '../../../shared/domain/rule.ts'

export type PackAction = 'edit' | 'copy' | 'export' | 'remove'

/** One's own first: they are few, and what one works on. */
const origins = [...packOrigins].reverse()

interface PackListProps {
  packs: readonly PackInfo[]
  isOn: (pack: string) => boolean
  findings: (pack: string) => number
  /** The pack whose rules are shown; null for all. */
  chosen: string | null
  onChoose: (pack: string | null) => void
  onSwitch: (pack: PackInfo, on: boolean) => void
  onAction: (pack: PackInfo, action: PackAction) => void
}

/** Every pack with its origin, how much it holds and finds, and its switch for this project. */
export function PackList({ packs, isOn, findings, chosen, onChoose, onSwitch, onAction }: PackListProps) {
  const { t } = useTranslation('rules')
  const rules = packs.reduce((sum, pack) => sum + pack.rules, 0)
  return (
    <Box component="nav" aria-label={t('packs')} sx={{ overflow: 'auto', p: 2, display: 'grid', alignContent: 'start', gap: 0.5 }}>
      <Row current={chosen === null} onClick={() => onChoose(null)} title={t('allPacks')} text={t('ruleCount', { count: rules })} off={false} />
      {origins.map((origin) => {
        const of = packs.filter((pack) => pack.origin === origin)
        if (of.length === 0) return null
        return (
          <Box key={origin} component="section" aria-label={t(`origin.${origin}`)}>
            <Typography variant="subtitle2" component="h3" sx={{ color: 'text.secondary', px: 2, pt: 3, pb: 1 }}>
              {t(`origin.${origin}`)}
            </Typography>
            {of.map((pack) => (
              <Box key={pack.id} data-pack={pack.id} sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr) auto auto', alignItems: 'center' }}>
                <Row
                  current={chosen === pack.id}
                  onClick={() => onChoose(pack.id)}
                  title={pack.title}
                  text={`${t('packLine', { version: pack.version, rules: t('ruleCount', { count: pack.rules }) })} · ${t('findingCount', { count: findings(pack.id) })}`}
                  off={!isOn(pack.id)}
                />
                <Switch size="small" checked={isOn(pack.id)} onChange={(_, on) => onSwitch(pack, on)} slotProps={{ input: { 'aria-label': t('packSwitch', { pack: pack.title }) } }} />
                <PackMenu pack={pack} onAction={(action) => onAction(pack, action)} />
              </Box>
            ))}
          </Box>
        )
      })}
    </Box>
  )
}

function Row({ title, text, current, off, onClick }: { title: string; text: string; current: boolean; off: boolean; onClick: () => void }) {
  return (
    <ButtonBase
      onClick={onClick}
      aria-current={current}
      sx={{ display: 'block', textAlign: 'left', width: '100%', minWidth: 0, px: 2, py: 1.5, borderRadius: '7px', bgcolor: current ? 'action.selected' : 'transparent', '&:hover': { bgcolor: 'action.hover' } }}
    >
      <Typography noWrap sx={{ fontWeight: 600, color: off ? 'text.secondary' : 'text.primary', textDecoration: off ? 'line-through' : 'none' }}>
        {title}
      </Typography>
      <Typography variant="caption" noWrap component="p" sx={{ color: 'text.secondary' }}>
        {text}
      </Typography>
    </ButtonBase>
  )
}

function PackMenu({ pack, onAction }: { pack: PackInfo; onAction: (action: PackAction) => void }) {
  const { t } = useTranslation('rules')
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const actions: PackAction[] = pack.origin === 'own' ? ['edit', 'copy', 'export', 'remove'] : ['copy', 'export']
  return (
    <>
      <IconButton size="small" aria-label={t('packMenu', { pack: pack.title })} onClick={(event) => setAnchor(event.currentTarget)}>
        <EllipsisVertical size={16} />
      </IconButton>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)}>
        {actions.map((action) => (
          <MenuItem
            key={action}
            onClick={() => {
              setAnchor(null)
              onAction(action)
            }}
          >
            {t(`action.${action}`)}
          </MenuItem>
        ))}
      </Menu>
    </>
  )
}
