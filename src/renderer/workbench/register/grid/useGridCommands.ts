import { useTranslation } from 'react-i18next'
import type { Command } from '../../shell/commands.tsx'
import type { EditableColumn } from './InlineCell.tsx'

interface GridHands {
  current: string | null
  /** Threats as they stand on the screen. */
  order: readonly string[]
  /** Whether there is a step back. */
  closable: boolean
  onCurrent: (threat: string) => void
  onOpen: () => void
  onClose: () => void
  onSearch: () => void
  onGroup: () => void
  onFold: () => void
  onFoldAll: () => void
  onSelect: (threat: string) => void
  onSelectAll: () => void
  onEdit: (threat: string, column: EditableColumn) => void
}

/** Lines that Page Up and Page Down go. */
const page = 12

/** What the keys do in the grid of threats. */
export function useGridCommands({ current, order, closable, onCurrent, onOpen, onClose, onSearch, onGroup, onFold, onFoldAll, onSelect, onSelectAll, onEdit }: GridHands): Command[] {
  const { t } = useTranslation(['register', 'decisions'])
  const goTo = (at: number) => {
    const threat = order[Math.min(Math.max(at, 0), order.length - 1)]
    if (threat !== undefined) onCurrent(threat)
  }
  const step = (by: number) => goTo((current === null ? -1 : order.indexOf(current)) + by)
  const disabled = current === null
  const edit = (id: string, label: string, key: string, column: EditableColumn): Command => ({ id, label, keys: [key], disabled, run: () => current !== null && onEdit(current, column) })
  return [
    { id: 'next', label: t('next'), keys: ['j', 'arrowdown'], run: () => step(1) },
    { id: 'previous', label: t('previous'), keys: ['k', 'arrowup'], run: () => step(-1) },
    { id: 'page-down', label: t('decisions:pageDown'), keys: ['pagedown'], run: () => step(page) },
    { id: 'page-up', label: t('decisions:pageUp'), keys: ['pageup'], run: () => step(-page) },
    { id: 'first', label: t('decisions:first'), keys: ['home'], leavesControls: true, run: () => goTo(0) },
    { id: 'last', label: t('decisions:last'), keys: ['end'], leavesControls: true, run: () => goTo(order.length - 1) },
    { id: 'open', label: t('decisions:openThreat'), keys: ['enter'], disabled, leavesControls: true, run: onOpen },
    { id: 'close', label: t('closeDetail'), keys: ['escape'], disabled: !closable, whileTyping: true, run: onClose },
    { id: 'search', label: t('search'), keys: ['/'], run: onSearch },
    { id: 'group', label: t('groupBy'), keys: ['g'], run: onGroup },
    { id: 'fold', label: t('decisions:fold'), keys: ['f'], disabled, run: onFold },
    { id: 'fold-all', label: t('decisions:foldAll'), keys: ['z'], run: onFoldAll },
    { id: 'select', label: t('decisions:select'), keys: ['x'], disabled, run: () => current !== null && onSelect(current) },
    { id: 'select-all', label: t('decisions:selectAllCommand'), keys: ['mod+a'], run: onSelectAll },
    edit('edit-title', t('decisions:editTitle'), 'e', 'title'),
    edit('edit-owner', t('decisions:editOwner'), 'o', 'owner'),
    edit('edit-due', t('decisions:editDue'), 'd', 'due'),
    edit('edit-response', t('decisions:editResponse'), 'r', 'response'),
  ]
}
