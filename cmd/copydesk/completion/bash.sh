# bash completion for copydesk: source <(copydesk completion bash)
_copydesk() {
  local words=("${COMP_WORDS[@]:0:$COMP_CWORD}") current=${COMP_WORDS[COMP_CWORD]} options
  options=$("${words[@]}" ${current:+"$current"} --generate-bash-completion 2>/dev/null | cut -d: -f1)
  mapfile -t COMPREPLY < <(compgen -W "$options" -- "$current")
}
complete -o default -o bashdefault -F _copydesk copydesk
