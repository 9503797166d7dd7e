import { useTranslation } from 'react-i18next'
import type { GridColumn } from '../../../../shared/domain/register-view.ts'

/** What a column of the register is called. */
export function useColumnName(markerName: string): (column: GridColumn) => string {
  const { t } = useTranslation(['register', 'decisions'])
  return (column) => {
    switch (column) {
      case 'id':
      case 'title':
      case 'affected':
      case 'rank':
      case 'interval':
      case 'band':
      case 'response':
      case 'owner':
      case 'due':
        return t(`column.${column}`)
      case 'total':
        return `${t('column.dread')} · ${t('column.total')}`
      case 'marker':
        return markerName === '' ? t('column.marker') : markerName
      default:
        return t(`decisions:column.${column}`)
    }
  }
}
