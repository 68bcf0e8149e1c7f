# Sourced by the scripts in the root. Needs $root and a function "fail" that prints a sentence.

newest_line() {
  sed -n 's:.*<flink\.line>\(.*\)</flink\.line>.*:\1:p' "$root/pom.xml"
}

# Prints the Flink line that the arguments ask for with --flink, or the newest.
chosen_line() {
  local line known directory argument previous=
  line="$(newest_line)"
  for argument in "$@"; do
    [[ "$previous" != --flink ]] || line="$argument"
    [[ "$argument" != --flink=* ]] || line="${argument#--flink=}"
    previous="$argument"
  done
  known="$(for directory in "$root"/distributions/flink-*/; do
    basename "${directory#*/distributions/flink-}"
  done | sort -V | paste -sd ' ')"
  if [[ "$previous" == --flink ]]; then
    (fail "--flink needs a Flink line: allowed are ${known// /, }.") || exit 2
  elif [[ " $known " != *" $line "* ]]; then
    (fail "--flink $line is not allowed: allowed are ${known// /, }.") || exit 2
  fi
  printf '%s\n' "$line"
}
