import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import FormControlLabel from '@mui/material/FormControlLabel'
import Switch from '@mui/material/Switch'
import Typography from '@mui/material/Typography'
import { useEffect, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Model } from '../../../shared/domain/model.ts'
import { outOfScope } from '../../../shared/domain/scope.ts'
import { CommitField } from './CommitField.tsx'
import { type Part, partName } from './parts.ts'
import { scopeEdits } from './scope-edits.ts'
import type { EditModel } from './useModelEdit.ts'

/** Whether a part is out of scope, and why; or which other part has it out of scope. */
export function ScopeField({ found, model, parts, edit, onChoose }: { found: Part; model: Model; parts: ReadonlyMap<string, Part>; edit: EditModel; onChoose: (id: string) => void }) {
  const { t } = useTranslation('part')
  const { id } = found.part
  const reason = found.part.outOfScope
  const out = useMemo(() => outOfScope(model), [model])
  const by = out.get(id)?.by
  const label = partName(id, parts, useTranslation('model').t)
  const change = (to: string | null) => edit(t(to === null ? 'scope.editIn' : 'scope.editOut', { label }), scopeEdits([found], to))
  return (
    <Box sx={{ display: 'grid', gap: 2, my: -1 }}>
      <FormControlLabel
        control={<Switch size="small" checked={reason !== undefined} onChange={(_, off) => change(off ? '' : null)} />}
        label={<Typography variant="body2">{t('scope.out')}</Typography>}
        sx={{ ml: 0, gap: 1 }}
      />
      <ScopeReason reason={reason ?? null} onReason={change} />
      {reason === undefined && by !== undefined ? (
        <Typography variant="caption" sx={{ color: 'text.secondary' }}>
          {t('scope.with')}{' '}
          <Button size="small" onClick={() => onChoose(by)} sx={{ minWidth: 0, px: 1, py: 0, fontSize: 'inherit' }}>
            {parts.get(by)?.part.label || t('scope.another')}
          </Button>
        </Typography>
      ) : null}
    </Box>
  )
}

/** Asks for the reason as soon as something is put out of scope. Null: it is in scope; nothing is shown. */
export function ScopeReason({ reason, onReason }: { reason: string | null; onReason: (reason: string) => void }) {
  const { t } = useTranslation('part')
  const place = useRef<HTMLDivElement>(null)
  const before = useRef(reason)
  useEffect(() => {
    if (before.current === null && reason === '') place.current?.querySelector('input')?.focus()
    before.current = reason
  }, [reason])
  if (reason === null) return null
  return (
    <Box ref={place}>
      <CommitField label={t('scope.reason')} value={reason} onCommit={onReason} maxLength={2000} />
      <Typography variant="caption" component="p" sx={{ color: 'text.secondary', mt: 1 }}>
        {t('scope.help')}
      </Typography>
    </Box>
  )
}
