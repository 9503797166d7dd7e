import Box from '@mui/material/Box'
import ButtonBase from '@mui/material/ButtonBase'
import { useTranslation } from 'react-i18next'
import { Key } from '../../../ui/Key.tsx'
import { showKey } from '../../shell/key-name.ts'
import type { DeskCommand } from './desk-command.ts'

function keyText({ keys, keyText: own }: DeskCommand): string {
  return own ?? showKey(keys?.[0] ?? '')
}

/** The keys that matter now, always in sight at the desk's foot; each is a button as well. What does not fit is under `?`. */
export function KeyLine({ commands }: { commands: readonly DeskCommand[] }) {
  const { t } = useTranslation('desk')
  return (
    <Box component="nav" aria-label={t('keys.title')} data-key-line sx={{ display: 'flex', alignItems: 'center', gap: 1, height: 32, px: 3, borderTop: '1px solid', borderColor: 'divider', bgcolor: 'background.paper', fontSize: 12, color: 'text.secondary' }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 0.5, flex: 1, height: 24, overflow: 'hidden' }}>
        {commands.map((command) =>
          command.short === undefined || command.disabled ? null : (
            <ButtonBase key={command.id} title={command.label} onClick={() => command.run()} sx={{ gap: 1, px: 1.25, height: 24, borderRadius: '6px', fontSize: 12, whiteSpace: 'nowrap', '&:hover': { color: 'text.primary', bgcolor: 'action.hover' }, '&:focus-visible': { outlineOffset: -2 } }}>
              <Key>{keyText(command)}</Key>
              {command.short}
            </ButtonBase>
          ),
        )}
      </Box>
      <Box component="span" sx={{ display: 'inline-flex', alignItems: 'center', gap: 1, whiteSpace: 'nowrap' }}><Key>?</Key>{t('keys.all')}</Box>
    </Box>
  )
}
