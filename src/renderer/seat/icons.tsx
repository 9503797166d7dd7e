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
export const HandIcon = (): JSX.Element => <Icon><path d="M8 12V6.5a1.5 1.5 0 013 0V11M11 11V4.5a1.5 1.5 0 013 0V11M14 11V6a1.5 1.5 0 013 0v8a7 7 0 01-7 7c-2.400 0-3.900-1-5-3l-2-3.700a1.5 1.5 0 012.5-1.600L8 15" /></Icon>
export const PlusIcon = (): JSX.Element => <Icon><path d="M12 5v14M5 12h14" /></Icon>
export const ListIcon = (): JSX.Element => <Icon><path d="M8 6h12M8 12h12M8 18h12M4 6v.01M4 12v.01M4 18v.01" /></Icon>
export const LeftIcon = (): JSX.Element => <Icon><path d="M15 5l-7 7 7 7" /></Icon>
export const RightIcon = (): JSX.Element => <Icon><path d="M9 5l7 7-7 7" /></Icon>
export const CloseIcon = (): JSX.Element => <Icon><path d="M6 6l12 12M18 6L6 18" /></Icon>
export const PauseIcon = (): JSX.Element => <Icon><path d="M9 6v12M15 6v12" /></Icon>
export const ClockIcon = (): JSX.Element => <Icon><circle cx="12" cy="13" r="8" /><path d="M12 9v4l2.5 2M9.5 2.5h5" /></Icon>
export const RemarkIcon = (): JSX.Element => <Icon><path d="M20 5H4v11h4v4l5-4h7zM8 9h8M8 12.5h5" /></Icon>
export const DeskIcon = (): JSX.Element => <Icon><path d="M4 7h9M17 7h3M4 17h3M11 17h9" /><circle cx="15" cy="7" r="2" /><circle cx="9" cy="17" r="2" /></Icon>
export const ZoomInIcon = (): JSX.Element => <Icon><circle cx="11" cy="11" r="6.5" /><path d="M16 16l4.5 4.5M8.5 11h5M11 8.5v5" /></Icon>
export const ZoomOutIcon = (): JSX.Element => <Icon><circle cx="11" cy="11" r="6.5" /><path d="M16 16l4.5 4.5M8.5 11h5" /></Icon>
export const SpeakIcon = (): JSX.Element => <Icon><path d="M12 3a3 3 0 013 3v5a3 3 0 01-6 0V6a3 3 0 013-3zM6 11a6 6 0 0012 0M12 17v4" /></Icon>
