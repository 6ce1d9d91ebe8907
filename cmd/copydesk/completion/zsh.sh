#compdef copydesk
# zsh completion for copydesk: source <(copydesk completion zsh)
_copydesk() {
  local -a options
  options=("${(@f)$(${words[@]:0:$((CURRENT-1))} ${words[CURRENT]:+"${words[CURRENT]}"} --generate-bash-completion 2>/dev/null)}")
  [[ -n ${options[1]} ]] && _describe 'copydesk' options || _files
}
compdef _copydesk copydesk
