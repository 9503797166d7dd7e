import { useTranslation } from 'react-i18next'
import type { Diagram } from '../../../../shared/domain/model.ts'
import { NameDialog } from '../../projects/NameDialog.tsx'
import type { Diagrams } from './useDiagrams.ts'

/** Asks for the name of a new diagram, or for another one of `naming`. */
export function DiagramName({ naming, diagrams, onClose }: { naming: Diagram | 'new'; diagrams: Diagrams; onClose: () => void }) {
  const { t } = useTranslation('diagrams')
  const isNew = naming === 'new'
  const done = (name: string) => {
    onClose()
    if (isNew) diagrams.add(name)
    else if (name !== naming.name) diagrams.rename(naming.id, name)
  }
  return <NameDialog title={isNew ? t('add') : t('rename')} action={isNew ? t('addAction') : t('renameAction')} initial={isNew ? '' : naming.name} placeholder={t('placeholder')} onName={done} onClose={onClose} />
}
