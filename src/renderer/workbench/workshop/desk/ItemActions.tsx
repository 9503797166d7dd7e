import Box from '@mui/material/Box'
import { useTranslation } from 'react-i18next'
import type { FacilitatorItem } from '../../../../shared/domain/workshop.ts'
import { KeyButton } from '../KeyButton.tsx'
import type { RoomActions } from './useRoomActions.ts'

interface Action {
  label: string
  keyName: string
  run: (() => void) | null
  main: boolean
}

/** What can be done with the threat at hand, each with its key: the foot of the pane is the cheat-sheet. */
export function ItemActions({ item, actions }: { item: FacilitatorItem; actions: RoomActions }) {
  const { t } = useTranslation(['workshop', 'prepare'])
  const { reveal, settle, vote, present, canOverride, canDissent, canEnd, ask, donePractice } = actions
  const voteLabel = item.phase === 'waiting' ? t('do.open') : item.phase === 'revealed' && item.disputed.length > 0 ? t('do.revoteShort') : t('do.reopen')
  const disputed = !item.practice && item.phase === 'revealed' && item.disputed.length > 0
  const list: Action[] = [
    { label: t('do.reveal'), keyName: 'V', run: reveal, main: true },
    { label: t('do.settle'), keyName: 'S', run: settle, main: true },
    { label: voteLabel, keyName: 'R', run: vote, main: disputed || item.phase === 'waiting' },
    { label: item.phase === 'settled' ? t('do.noteDissent') : t('do.settleDissent'), keyName: 'D', run: canDissent ? () => ask('dissent') : null, main: false },
    { label: t('do.override'), keyName: 'O', run: canOverride ? () => ask('override') : null, main: false },
    { label: t('do.park'), keyName: 'P', run: canEnd ? () => ask('park') : null, main: false },
    { label: t('do.skip'), keyName: 'X', run: canEnd ? () => ask('skip') : null, main: false },
    { label: t('prepare:practice.done'), keyName: 'X', run: item.practice ? (donePractice?.run ?? null) : null, main: donePractice?.learnt === true },
    { label: t('do.present'), keyName: '↵', run: present, main: false },
  ]
  return (
    <Box sx={{ px: 6, py: 3, borderTop: '1px solid', borderColor: 'divider', bgcolor: 'background.paper', display: 'flex', alignItems: 'center', gap: 2, flexWrap: 'wrap' }}>
      {list.map(({ label, keyName, run, main }) =>
        run ? (
          <KeyButton key={keyName} keyName={keyName} variant={main ? 'outlined' : 'text'} color={main ? 'primary' : 'inherit'} onClick={run} sx={main ? {} : { color: 'text.secondary' }}>
            {label}
          </KeyButton>
        ) : null,
      )}
    </Box>
  )
}
