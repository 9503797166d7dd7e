import type { ComponentChildren, JSX } from 'preact'

function Icon({ children }: { children: ComponentChildren }): JSX.Element {
  return (
    <svg class="icon" viewBox="0 0 24 24" width="20" height="20" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">
      {children}
    </svg>
  )
}

export const CheckIcon = (): JSX.Element => <Icon><path d="M5 12.5l4.5 4.5L19 7.5" /></Icon>
export const SendingIcon = (): JSX.Element => <Icon><circle cx="12" cy="12" r="8" stroke-dasharray="3 5" /></Icon>
export const WarnIcon = (): JSX.Element => <Icon><path d="M12 4L2.8 20h18.4L12 4zM12 10v4.5M12 17.5v.01" /></Icon>
export const HandIcon = (): JSX.Element => <Icon><path d="M8 12V6.5a1.5 1.5 0 013 0V11M11 11V4.500a1.500 1.500 0 013 0V11M14 11V6a1.500 1.500 0 013 0v8a7 7 0 01-7 7c-2.400 0-3.900-1-5-3l-2-3.700a1.500 1.500 0 012.500-1.600L8 15" /></Icon>
export const PlusIcon = (): JSX.Element => <Icon><path d="M12 5v14M5 12h14" /></Icon>
export const ListIcon = (): JSX.Element => <Icon><path d="M8 6h12M8 12h12M8 18h12M4 6v.01M4 12v.01M4 18v.01" /></Icon>
export const LeftIcon = (): JSX.Element => <Icon><path d="M15 5l-7 7 7 7" /></Icon>
export const RightIcon = (): JSX.Element => <Icon><path d="M9 5l7 7-7 7" /></Icon>
export const CloseIcon = (): JSX.Element => <Icon><path d="M6 6l12 12M18 6L6 18" /></Icon>
export const PauseIcon = (): JSX.Element => <Icon><path d="M9 6v12M15 6v12" /></Icon>
