# fish completion for copydesk: copydesk completion fish | source
function __copydesk_complete
    set -l words (commandline -opc) (commandline -ct)
    $words --generate-bash-completion 2>/dev/null | string replace -r ':' \t
end
complete -c copydesk -a '(__copydesk_complete)'
