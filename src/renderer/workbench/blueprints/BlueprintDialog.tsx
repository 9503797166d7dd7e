import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import ButtonBase from '@mui/material/ButtonBase'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import IconButton from '@mui/material/IconButton'
import TextField from '@mui/material/TextField'
import Tooltip from '@mui/material/Tooltip'
import Typography from '@mui/material/Typography'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Pencil, Trash2 } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Blueprint, type BlueprintSize, isBuiltIn } from '../../../shared/domain/blueprint.ts'
import { useApi } from '../api.tsx'
import { useToasts } from '../shell/Toasts.tsx'
import { BlueprintPicture } from './BlueprintPicture.tsx'
import { SaveBlueprintDialog } from './SaveBlueprintDialog.tsx'
import { useBlueprintWords } from './useBlueprintWords.ts'

interface BlueprintDialogProps {
  size: BlueprintSize
  onChoose: (blueprint: Blueprint, name: string) => void
  onClose: () => void
  /** Further buttons below, such as the one that saves a new one. */
  actions?: ReactNode
}

/** Templates, or stamps, to choose from: with pictures, searched by what they are called; one's own can be renamed and removed. */
export function BlueprintDialog({ size, onChoose, onClose, actions }: BlueprintDialogProps) {
  const { t } = useTranslation(['blueprints', 'common'])
  const api = useApi()
  const { say, fail } = useToasts()
  const wordsOf = useBlueprintWords()
  const [search, setSearch] = useState('')
  const [renaming, setRenaming] = useState<Blueprint | null>(null)
  const list = useQuery({ queryKey: ['blueprints'], queryFn: () => api.blueprint.list() }).data ?? []
  const restore = useMutation({ mutationFn: (id: string) => api.blueprint.restore({ blueprint: id }), onError: fail })
  const remove = useMutation({
    mutationFn: (blueprint: Blueprint) => api.blueprint.remove({ blueprint: blueprint.id }),
    onSuccess: (_, { id, name }) => say(t('removed', { name }), { label: t('common:undo'), run: () => restore.mutate(id) }),
    onError: fail,
  })
  const rename = useMutation({ mutationFn: (given: { blueprint: string; name: string; description: string }) => api.blueprint.rename(given), onError: fail })
  const wanted = search.trim().toLocaleLowerCase()
  const shown = list.filter((blueprint) => {
    const { name, description } = wordsOf(blueprint)
    return blueprint.size === size && `${name} ${description}`.toLocaleLowerCase().includes(wanted)
  })
  const [first] = shown
  return (
    <Dialog open fullWidth maxWidth="md" onClose={onClose}>
      {/* No box of its own, so that the list scrolls between title and buttons. */}
      <form
        style={{ display: 'contents' }}
        onSubmit={(event) => {
          event.preventDefault()
          if (first && wanted !== '') onChoose(first, wordsOf(first).name)
        }}
      >
        <DialogTitle>{t(`title.${size}`)}</DialogTitle>
        <DialogContent>
          <Typography sx={{ color: 'text.secondary', mb: 3 }}>{t(`text.${size}`)}</Typography>
          <TextField autoFocus fullWidth label={t('search')} value={search} onChange={(event) => setSearch(event.target.value)} sx={{ mb: 4, mt: 1 }} />
          {shown.length === 0 ? <Typography role="status">{t('none', { search })}</Typography> : null}
          <Box component="ul" aria-label={t(`title.${size}`)} sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 3, gridTemplateColumns: 'repeat(auto-fill, minmax(250px, 1fr))' }}>
            {shown.map((blueprint) => {
              const { name, description } = wordsOf(blueprint)
              return (
                <Box component="li" key={blueprint.id} sx={{ position: 'relative', border: '1px solid', borderColor: 'divider', borderRadius: '12px', '&:hover, &:focus-within': { borderColor: 'primary.main' } }}>
                  <ButtonBase onClick={() => onChoose(blueprint, name)} sx={{ display: 'block', width: '100%', height: '100%', textAlign: 'left', borderRadius: '12px' }}>
                    <BlueprintPicture id={blueprint.id} />
                    <Box sx={{ p: 3, pt: 0 }}>
                      <Typography sx={{ fontWeight: 600, pr: isBuiltIn(blueprint.id) ? 0 : 14 }}>{name}</Typography>
                      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
                        {description}
                      </Typography>
                    </Box>
                  </ButtonBase>
                  {isBuiltIn(blueprint.id) ? null : (
                    <Box sx={{ position: 'absolute', right: 8, top: 128 }}>
                      <Tooltip title={t('common:rename')}>
                        <IconButton size="small" aria-label={`${t('common:rename')}: ${name}`} onClick={() => setRenaming(blueprint)}>
                          <Pencil size={15} />
                        </IconButton>
                      </Tooltip>
                      <Tooltip title={t('common:delete')}>
                        <IconButton size="small" aria-label={`${t('common:delete')}: ${name}`} onClick={() => remove.mutate(blueprint)}>
                          <Trash2 size={15} />
                        </IconButton>
                      </Tooltip>
                    </Box>
                  )}
                </Box>
              )
            })}
          </Box>
        </DialogContent>
        <DialogActions>
          {actions}
          <Button onClick={onClose}>{t('common:cancel')}</Button>
        </DialogActions>
      </form>
      {renaming ? (
        <SaveBlueprintDialog
          title={t('common:rename')}
          name={renaming.name}
          description={renaming.description}
          onClose={() => setRenaming(null)}
          onSave={(words) => {
            setRenaming(null)
            rename.mutate({ blueprint: renaming.id, ...words })
          }}
        />
      ) : null}
    </Dialog>
  )
}
