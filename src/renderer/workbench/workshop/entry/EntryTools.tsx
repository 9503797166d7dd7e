import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Menu from '@mui/material/Menu'
import MenuItem from '@mui/material/MenuItem'
import { Mailbox, Printer, UsersRound } from 'lucide-react'
import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FacilitatorView } from '../../../../shared/domain/workshop.ts'
import { useCommands } from '../../shell/commands.tsx'
import { BallotFileDialog } from './BallotFileDialog.tsx'
import { PaperDialog } from './PaperDialog.tsx'
import { useAnswers } from './useAnswers.ts'

/** Ways in for people without a phone and people who are not in the room, besides passing the computer and the grid. */
export function EntryTools({ view, open = false }: { view: FacilitatorView; open?: boolean }) {
  const { t } = useTranslation('entry')
  const [menu, setMenu] = useState<HTMLElement | null>(null)
  const [dialog, setDialog] = useState<'paper' | 'file' | null>(null)
  const { taken, take, forget } = useAnswers(
    view.id,
    useCallback(() => setDialog('file'), []),
  )
  useCommands([
    { id: 'paper-ballots', label: t('paper.menu'), keys: [], run: () => setDialog('paper') },
    { id: 'ballot-file', label: t('file.menu'), keys: [], run: () => setDialog('file') },
  ])
  const close = () => {
    setDialog(null)
    forget()
  }
  return (
    <>
      {open ? (
        <>
          <Button variant="outlined" startIcon={<Printer size={16} />} onClick={() => setDialog('paper')}>{t('paper.menu')}…</Button>
          <Button variant="outlined" startIcon={<Mailbox size={16} />} onClick={() => setDialog('file')}>{t('file.menu')}…</Button>
        </>
      ) : (
        <>
          <Button color="inherit" aria-haspopup="menu" aria-label={t('tools')} title={t('tools')} startIcon={<UsersRound size={15} />} onClick={(event) => setMenu(event.currentTarget)} sx={{ color: 'text.secondary', whiteSpace: 'nowrap', flex: 'none', minWidth: 0, px: 2, '& .MuiButton-startIcon': { m: 0 } }}><Box component="span" sx={{ display: 'none', '@media (min-width: 1720px)': { display: 'inline', ml: 1.5 } }}>{t('tools')}</Box></Button>
          <Menu anchorEl={menu} open={menu !== null} onClose={() => setMenu(null)} onClick={() => setMenu(null)}>
            <MenuItem onClick={() => setDialog('paper')}><Printer size={15} style={{ marginRight: 10 }} />{t('paper.menu')}…</MenuItem>
            <MenuItem onClick={() => setDialog('file')}><Mailbox size={15} style={{ marginRight: 10 }} />{t('file.menu')}…</MenuItem>
          </Menu>
        </>
      )}
      {dialog === 'paper' ? <PaperDialog view={view} onClose={close} /> : null}
      {dialog === 'file' ? <BallotFileDialog view={view} taken={taken} onTake={take} onClose={close} /> : null}
    </>
  )
}
