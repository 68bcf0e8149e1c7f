# Sourced by the scripts in the root. Needs $root and a function "fail" that prints a sentence.

newest_line() {
  sed -n 's:.*<flink\.newest\.line>\(.*\)</flink\.newest\.line>.*:\1:p' "$root/pom.xml"
}

# Prints the Flink line that the arguments ask for with --flink, or the newest.
chosen_line() {
  local line known argument previous=
  line="$(newest_line)"
  for argument in "$@"; do
    [[ "$previous" != --flink ]] || line="$argument"
    [[ "$argument" != --flink=* ]] || line="${argument#--flink=}"
    previous="$argument"
  done
  known="$(sed -n 's:.*<flink\.lines>\(.*\)</flink\.lines>.*:\1:p' "$root/pom.xml" | tr ',' ' ')"
  if [[ "$previous" == --flink ]]; then
    (fail "--flink needs a Flink line: allowed are ${known// /, }.") || exit 2
  elif [[ " $known " != *" $line "* ]]; then
    (fail "--flink $line is not allowed: allowed are ${known// /, }.") || exit 2
  fi
  printf '%s\n' "$line"
}
