// A menu of deeds under a button or a row.
import type { ReactNode, RefObject } from 'react';
import { Menu as AriaMenu, MenuItem, MenuTrigger, Popover, Separator } from 'react-aria-components';
import './menu.css';

export interface MenuChoice {
  id: string;
  label: string;
  perform: () => void;
  /** a line above it */
  begins?: boolean;
  hint?: string;
}

/** A button, and the menu it opens. */
export function MenuButton({
  button,
  label,
  choices,
}: {
  button: ReactNode;
  label: string;
  choices: readonly MenuChoice[];
}) {
  return (
    <MenuTrigger>
      {button}
      <Popover className="popover">
        <Choices label={label} choices={choices} />
      </Popover>
    </MenuTrigger>
  );
}

/** A menu that hangs under something that is no button of its own, such as a row of a list. */
export function MenuUnder(props: {
  under: RefObject<Element | null>;
  label: string;
  choices: readonly MenuChoice[];
  onClose: () => void;
}) {
  return (
    <Popover
      className="popover"
      aria-label={props.label}
      triggerRef={props.under}
      isOpen
      onOpenChange={(open) => !open && props.onClose()}
      placement="bottom end"
    >
      <Choices label={props.label} choices={props.choices} onClose={props.onClose} />
    </Popover>
  );
}

function Choices({ label, choices, onClose }: { label: string; choices: readonly MenuChoice[]; onClose?: () => void }) {
  return (
    <AriaMenu
      className="menu"
      aria-label={label}
      autoFocus="first"
      onAction={(key) => choices.find((choice) => choice.id === key)?.perform()}
      {...(onClose === undefined ? {} : { onClose })}
    >
      {choices.flatMap((choice) => [
        ...(choice.begins === true ? [<Separator key={`${choice.id}-line`} className="menu-line" />] : []),
        <MenuItem key={choice.id} id={choice.id} textValue={choice.label} className="menu-item">
          {choice.label}
          {choice.hint === undefined ? null : <span className="menu-hint">{choice.hint}</span>}
        </MenuItem>,
      ])}
    </AriaMenu>
  );
}
