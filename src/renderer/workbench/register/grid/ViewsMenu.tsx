import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Divider from '@mui/material/Divider'
import IconButton from '@mui/material/IconButton'
import ListItemButton from '@mui/material/ListItemButton'
import Popover from '@mui/material/Popover'
import TextField from '@mui/material/TextField'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Bookmark, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { defaultView, type RegisterView } from '../../../../shared/domain/register-view.ts'
import { useApi } from '../../api.tsx'
import { useToasts } from '../../shell/Toasts.tsx'

/** The project's named views: filter, groups, order and columns together. */
export function ViewsMenu({ project, view, onView }: { project: string; view: RegisterView; onView: (view: RegisterView) => void }) {
  const { t } = useTranslation('decisions')
  const api = useApi()
  const { say, fail } = useToasts()
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const [name, setName] = useState('')
  const views = useQuery({ queryKey: ['register-views', project], queryFn: () => api.registerView.list({ project }) }).data ?? []
  const save = useMutation({ mutationFn: () => api.registerView.save({ project, name: name.trim(), view }), onSuccess: (saved) => say(t('viewSaved', { name: saved.name })), onError: fail })
  const remove = useMutation({ mutationFn: (id: string) => api.registerView.remove({ project, view: id }), onError: fail })
  function take(chosen: RegisterView) {
    setAnchor(null)
    onView(chosen)
  }
  return (
    <>
      <Button variant="outlined" startIcon={<Bookmark size={15} />} aria-haspopup="dialog" onClick={(event) => setAnchor(event.currentTarget)}>
        {t('views')}
      </Button>
      <Popover anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)} anchorOrigin={{ vertical: 'bottom', horizontal: 'right' }} transformOrigin={{ vertical: 'top', horizontal: 'right' }} slotProps={{ paper: { sx: { width: 320, py: 2 }, 'aria-label': t('views'), role: 'dialog' } }}>
        <ListItemButton dense component="button" sx={{ width: '100%' }} onClick={() => take(defaultView)}>
          {t('defaultView')}
        </ListItemButton>
        {views.map((saved) => (
          <Box key={saved.id} sx={{ display: 'flex', alignItems: 'center', pr: 2 }}>
            <ListItemButton dense component="button" sx={{ flex: 1, minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis' }} onClick={() => take(saved.view)}>
              {saved.name}
            </ListItemButton>
            <IconButton size="small" aria-label={t('removeView', { name: saved.name })} onClick={() => remove.mutate(saved.id)}>
              <Trash2 size={15} />
            </IconButton>
          </Box>
        ))}
        <Divider sx={{ my: 2 }} />
        <Box
          component="form"
          sx={{ display: 'flex', gap: 2, px: 4 }}
          onSubmit={(event) => {
            event.preventDefault()
            if (name.trim() === '') return
            save.mutate()
            setName('')
            setAnchor(null)
          }}
        >
          <TextField sx={{ flex: 1 }} label={t('viewName')} value={name} onChange={(event) => setName(event.target.value.slice(0, 120))} />
          <Button type="submit" variant="contained" disabled={name.trim() === ''}>
            {t('saveView')}
          </Button>
        </Box>
      </Popover>
    </>
  )
}
